using System.Globalization;
using System.Text;

namespace Zzz.Bench.Codec;

/// <summary>Messages of many kinds with which codes are trained. Codes are measured with other messages: <see cref="JsonMessages"/>.</summary>
internal sealed class TrainingMessages(string prose)
{
    private static readonly string[] Keys =
        ["id", "name", "type", "value", "status", "user", "userId", "title", "count", "total", "price", "quantity", "createdAt", "updated_at", "timestamp",
        "lat", "lng", "x", "y", "width", "email", "url", "key", "index", "score", "level", "active", "enabled", "symbol", "bid", "ask", "volume", "ref",
        "version", "currency", "amount", "code", "message", "data", "items", "payload", "event", "topic", "channel", "sender", "online", "tags", "meta"];

    private static readonly string[] Values =
        ["open", "closed", "pending", "active", "error", "ok", "admin", "guest", "EUR", "USD", "GBP", "BTC-USD", "AAPL", "MSFT", "info", "warning", "created",
        "deleted", "running", "Berlin", "London", "New York", "Tokyo", "Paris", "en-US", "web", "ios", "android", "buy", "sell", "default", "unknown", "Zürich", "São Paulo", "Kraków", "Málaga", "Besançon"];

    private static readonly string[] Tags = ["div", "span", "li", "td", "p", "a", "button", "h2", "tr", "input"];

    private readonly string[] _words = prose.Split((char[])[' ', '\n', '`', '|', '*', '#'], StringSplitOptions.RemoveEmptyEntries);
    private readonly Random _random = new(7);

    /// <summary>
    /// Returns long messages of one kind each. They stand for the text before the end of a long message, or for what a connection sent before its
    /// next one.
    /// </summary>
    public byte[][] Long() => [.. LongRecords(), .. LongProse(), .. LongMarkup()];

    private IEnumerable<byte[]> LongRecords() => Long(Record, ",");

    private IEnumerable<byte[]> LongProse() => Long(Note, ",");

    private IEnumerable<byte[]> LongMarkup() => Long(() => _random.Next(4) == 0 ? () => Sentence(60, 500) : Element(), "\n");

    private IEnumerable<byte[]> Long(Func<Func<string>> kind, string separator)
    {
        for (int i = 0; i < 600; i++)
        {
            Func<string> next = kind();
            int length = _random.Next(6_000, 30_000);
            var text = new StringBuilder();
            while (text.Length < length)
                text.Append(next()).Append(separator);
            yield return Encoding.UTF8.GetBytes(text.ToString());
        }
    }

    /// <summary>Returns objects that contain numbers, names and times.</summary>
    public byte[][] Records() => Many(() => $$"""{"{{Pick(Keys)}}":"{{Pick(Values)}}","{{Pick(Keys)}}":[{{Join(Record(), ",")}}]}""");

    /// <summary>Returns objects that contain sentences.</summary>
    public byte[][] Prose() => Many(() => $$"""["{{_random.Next(20)}}","{{_random.Next(900)}}","room:{{Pick(Values)}}","new_msg",{"messages":[{{Join(Note(), ",")}}]}]""");

    /// <summary>Returns sentences and markup elements.</summary>
    public byte[][] Markup() => Many(() => _random.Next(4) == 0 ? Sentence(60, 500) : Join(Element(), "\n"));

    private static byte[][] Many(Func<string> next)
        => [.. Enumerable.Range(0, 3000).Select(_ => Encoding.UTF8.GetBytes(next())).Where(message => message.Length is > 400 and < 3000)];

    /// <summary>Returns a source of objects for one message, which have the same keys and the same kinds of values.</summary>
    private Func<string> Record()
    {
        int[] kinds = [_random.Next(13), _random.Next(13), _random.Next(13)];
        (string Key, int Kind)[] fields = [.. _random.GetItems(Keys, _random.Next(2, 9)).Select(key => (key, kinds[_random.Next(3)]))];
        return () => $"{{{string.Join(',', fields.Select(field => $"\"{field.Key}\":{Value(field.Kind)}"))}}}";
    }

    private string Value(int kind) => kind switch
    {
        0 or 1 or 2 or 10 => _random.Next((int)Math.Pow(10, _random.Next(1, 8))).ToString(CultureInfo.InvariantCulture),
        3 or 4 => (_random.NextDouble() * Math.Pow(10, _random.Next(1, 6))).ToString(_random.Next(3) == 0 ? "F4" : "F2", CultureInfo.InvariantCulture),
        5 => _random.Next(2) == 0 ? "true" : "false",
        6 => "null",
        7 => $"\"{_random.NextInt64(1L << 48):x12}\"",
        8 => $"\"2025-{_random.Next(1, 13):00}-{_random.Next(1, 29):00}T{_random.Next(24):00}:{_random.Next(60):00}:{_random.Next(60):00}Z\"",
        9 => $"\"{Word()} {Word()}\"",
        _ => $"\"{Pick(Values)}\"",
    };

    private Func<string> Note()
    {
        (string key, string text, int kind) = (Pick(Keys), _random.Next(2) == 0 ? "body" : "text", _random.Next(13));
        return () => $$"""{"id":{{Value(_random.Next(2) == 0 ? 7 : 1)}},"{{key}}":{{Value(kind)}},"{{text}}":"{{Sentence(3, 25)}}","sent_at":{{Value(8)}}}""";
    }

    private Func<string> Element()
    {
        (string tag, string @class, string id) = (Pick(Tags), Word(), Pick(Keys));
        return () => $"""<{tag} class="{@class} {Word()}" id="{id}-{_random.Next(1000)}">{Sentence(1, 9)}</{tag}>""";
    }

    private string Sentence(int min, int max)
    {
        int count = _random.Next(min, max);
        int from = _random.Next(_words.Length - count);
        return string.Join(' ', _words.AsSpan(from, count).ToArray().Select(word => word.Replace("\"", "'", StringComparison.Ordinal)));
    }

    private string Word() => new([.. Pick(_words).ToLowerInvariant().Where(char.IsAsciiLetter).DefaultIfEmpty('a')]);

    private string Pick(string[] from) => from[_random.Next(from.Length)];

    private string Join(Func<string> next, string separator) => string.Join(separator, Enumerable.Range(0, _random.Next(2, 30)).Select(_ => next()));
}
