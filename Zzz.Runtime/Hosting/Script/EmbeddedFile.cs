using System.IO.Compression;

namespace Zzz.Hosting.Script;

/// <summary>Reads files that are embedded in this assembly, and compresses them for <see cref="ScriptFile"/>.</summary>
internal static class EmbeddedFile
{
    public static byte[] Read(string name)
    {
        using Stream file = typeof(EmbeddedFile).Assembly.GetManifestResourceStream(name)!;
        byte[] content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }

    public static byte[] Brotli(byte[] content) => Through(output => new BrotliStream(output, CompressionLevel.SmallestSize), content);

    public static byte[] GZip(byte[] content) => Through(output => new GZipStream(output, CompressionLevel.SmallestSize), content);

    private static byte[] Through(Func<Stream, Stream> compress, byte[] content)
    {
        var output = new MemoryStream();
        using (Stream stream = compress(output)) stream.Write(content);
        return output.ToArray();
    }
}
