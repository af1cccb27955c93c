using System.Globalization;
using System.Text;

namespace Zzz.Bench.Codec;

/// <summary>Builds JSON such as servers send: chat, orders and telemetry. Each message is different, and has about the requested size.</summary>
internal static class JsonMessages
{
    private static readonly string[] Names = ["alice", "bob", "carol", "dmitri", "eve", "françois", "grace", "heidi", "ivan", "judy", "ken", "liu"];

    private static readonly string[] Words =
        ("the order was shipped today and should arrive before friday please check your inbox for details thanks again we will call you back "
        + "when there is news about this issue meeting moved to room seven can someone review my change looks good to me ship it").Split(' ');

    public static byte[][] Build(int count, int size)
    {
        var random = new Random(20_260_101);
        return [.. Enumerable.Range(0, count).Select(i => Message(random, i % 3, size))];
    }

    private static byte[] Message(Random random, int kind, int size)
    {
        var text = new StringBuilder(kind switch
        {
            0 => """{"topic":"room:lobby","event":"history","payload":[""",
            1 => """{"type":"orders","page":1,"items":[""",
            _ => """{"device":"gw-17","unit":"C","readings":[""",
        });
        while (text.Length < size - 100)
            text.Append(Record(random, kind)).Append(',');
        text.Length--;
        return Encoding.UTF8.GetBytes(text.Append("]}").ToString());
    }

    private static string Record(Random random, int kind) => kind switch
    {
        0 => $$"""{"id":"{{Id(random)}}","from":"{{Pick(random, Names)}}","at":"2026-03-{{random.Next(10, 29)}}T{{random.Next(10, 24)}}:{{random.Next(10, 60)}}:{{random.Next(10, 60)}}Z","text":"{{Sentence(random)}}"}""",
        1 => $$"""{"orderId":{{random.Next(1_000_000)}},"customer":{"id":{{random.Next(9000)}},"name":"{{Pick(random, Names)}}"},"total":{{Number(random, 900)}},"currency":"EUR","paid":{{(random.Next(3) > 0 ? "true" : "false")}}}""",
        _ => $$"""{"t":{{1_770_000_000 + random.Next(100_000)}},"sensor":"s{{random.Next(40)}}","value":{{Number(random, 40)}},"ok":true}""",
    };

    private static string Id(Random random) => random.NextInt64(1L << 48).ToString("x12", CultureInfo.InvariantCulture);

    private static string Number(Random random, int max) => (random.NextDouble() * max).ToString("F2", CultureInfo.InvariantCulture);

    private static string Sentence(Random random) => string.Join(' ', Enumerable.Range(0, random.Next(3, 14)).Select(_ => Pick(random, Words)));

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
