using System.Text;

namespace Zzz.Tests.Deflate;

/// <summary>Messages of every kind that a codec meets. The same seed gives the same messages.</summary>
internal sealed class SampleMessages(int seed)
{
    private static readonly string[] Words =
        ["the", "quick", "brown", "fox", "jumps", "over", "a", "lazy", "dog", "Ελλάδα", "straße", "zażółć", "and", "then", "sleeps", "\n"];

    private readonly Random _random = new(seed);

    public byte[] Next(int maxLength) => Next((SampleKind)_random.Next(6), Length(maxLength));

    public byte[] Next(SampleKind kind, int length)
    {
        byte[] message = new byte[length];
        switch (kind)
        {
            case SampleKind.Json: Fill(message, Record); break;
            case SampleKind.Text: Fill(message, () => Words[_random.Next(Words.Length)] + " "); break;
            case SampleKind.Binary: FillBinary(message); break;
            case SampleKind.Random: _random.NextBytes(message); break;
            case SampleKind.Mixed: FillMixed(message); break;
            case SampleKind.Html: Fill(message, ListItem); break;
            default: break;
        }
        return message;
    }

    /// <summary>Returns a length. Short messages are as likely as long ones.</summary>
    private int Length(int max) => Math.Min(max, (int)Math.Exp(_random.NextDouble() * Math.Log(max + 2)) - 1);

    private static void Fill(Span<byte> message, Func<string> next)
    {
        while (!message.IsEmpty)
        {
            byte[] part = Encoding.UTF8.GetBytes(next());
            int count = Math.Min(part.Length, message.Length);
            part.AsSpan(0, count).CopyTo(message);
            message = message[count..];
        }
    }

    private string Record()
        => $$"""{"id":{{_random.Next(100_000)}},"user":"user-{{_random.Next(50)}}","price":{{_random.NextDouble() * 1000:F2}},"tags":["a{{_random.Next(9)}}","b"],"active":{{(_random.Next(2) == 0 ? "true" : "false")}}},""";

    private string ListItem()
        => $"""<li class="item kind-{_random.Next(5)}"><a href="/items/{_random.Next(100_000)}">Item of {_random.Next(2000)}</a></li>""" + "\n";

    /// <summary>Fills a message with little-endian numbers that grow slowly, as in a binary protocol.</summary>
    private void FillBinary(Span<byte> message)
    {
        int value = _random.Next(1000);
        for (int i = 0; i < message.Length; i++)
        {
            if (i % 4 == 0)
                value += _random.Next(300);
            message[i] = (byte)(value >> (8 * (i % 4)));
        }
    }

    private void FillMixed(Span<byte> message)
    {
        while (!message.IsEmpty)
        {
            int count = Math.Min(message.Length, 1 + _random.Next(20_000));
            Next((SampleKind)_random.Next(5), count).CopyTo(message);
            message = message[count..];
        }
    }
}
