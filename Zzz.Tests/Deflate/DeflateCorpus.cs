namespace Zzz.Tests.Deflate;

/// <summary>Payloads from which fuzzing starts: one per line of <c>corpus.txt</c>, in hexadecimal.</summary>
internal static class DeflateCorpus
{
    public static byte[][] Load()
    {
        using Stream resource = typeof(DeflateCorpus).Assembly.GetManifestResourceStream("DeflateCorpus")!;
        using var reader = new StreamReader(resource);
        return [.. reader.ReadToEnd().Split('\n').Where(line => line is not ("" or ['#', ..])).Select(Convert.FromHexString)];
    }
}
