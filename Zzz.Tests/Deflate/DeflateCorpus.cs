namespace Zzz.Tests.Deflate;

/// <summary>Payloads to start fuzzing from, one in hex on each line of <c>corpus.txt</c>.</summary>
internal static class DeflateCorpus
{
    public static byte[][] Load()
    {
        using Stream resource = typeof(DeflateCorpus).Assembly.GetManifestResourceStream("DeflateCorpus")!;
        using var reader = new StreamReader(resource);
        return [.. reader.ReadToEnd().Split('\n').Where(line => line is not ("" or ['#', ..])).Select(Convert.FromHexString)];
    }
}
