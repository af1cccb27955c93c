using System.Buffers;
using System.Diagnostics;
using System.Text.Encodings.Web;
using Zzz.Protocol;

namespace Zzz.Channels.Wire;

/// <summary>Writes names as JSON strings, escaped as System.Text.Json escapes them.</summary>
internal static class JsonText
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Default;

    public static void WriteString(ref PooledBuffer output, ReadOnlySpan<byte> utf8)
    {
        Span<byte> room = output.GetSpan((utf8.Length * Encoder.MaxOutputCharactersPerInputCharacter) + 2);
        room[0] = (byte)'"';
        OperationStatus status = Encoder.EncodeUtf8(utf8, room[1..], out _, out int written);
        Debug.Assert(status == OperationStatus.Done, "There is room for the longest form.");
        room[written + 1] = (byte)'"';
        output.Advance(written + 2);
    }

    /// <summary>Writes a ref: as <c>null</c> if it is empty.</summary>
    public static void WriteRef(ref PooledBuffer output, ReadOnlySpan<byte> reference)
    {
        if (reference.IsEmpty) output.Write("null"u8);
        else WriteString(ref output, reference);
    }

    /// <summary>Writes the payload of a reply.</summary>
    public static void WriteResponse(ref PooledBuffer output, bool ok, ReadOnlySpan<byte> json)
    {
        output.Write(ok ? """{"status":"ok","response":"""u8 : """{"status":"error","response":"""u8);
        output.Write(json);
        output.Write("}"u8);
    }
}
