using System.Text;

namespace Zzz.Tests.Peers;

/// <summary>An HTTP/1.1 response, as received.</summary>
internal sealed record HttpAnswer(int Status, string[] Headers, string Body)
{
    public static async Task<HttpAnswer> ReadAsync(RawPeer peer)
    {
        string[] head = (await peer.ReadHeadAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var answer = new HttpAnswer(int.Parse(head[0].Split(' ')[1], null), head[1..], "");
        string? length = answer.Header("Content-Length");
        return length is null ? answer : answer with { Body = Encoding.UTF8.GetString(await peer.ReadAsync(int.Parse(length, null))) };
    }

    /// <summary>Returns the value of a header, or <see langword="null"/> if there is none. The header must not be repeated.</summary>
    public string? Header(string name)
    {
        string? line = Headers.SingleOrDefault(line => line.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase));
        return line?[(name.Length + 2)..];
    }
}
