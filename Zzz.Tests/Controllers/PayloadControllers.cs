using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace Zzz.Tests.Controllers;

/// <summary>Payloads that throw while they are read, each on a separate route, and values that do so.</summary>
public static class PayloadControllers
{
    [WsRoute("/payloads/shape")]
    public sealed class Shapes
    {
        public string OnMessage(Shape shape) => $"{shape}";
    }

    [WsRoute("/payloads/picky")]
    public sealed class Picky
    {
        public string OnMessage(PickyPayload payload) => $"{payload}";
    }

    [WsRoute("/payloads/converted")]
    public sealed class Converted
    {
        public string OnMessage(ConvertedPayload payload) => $"{payload}";
    }

    [WsRoute("/payloads/measure")]
    public sealed class Measures
    {
        public Measure OnMessage(Measure measure) => measure;
    }

    [WsRoute("/payloads/any")]
    public sealed class Any
    {
        public JsonElement OnMessage(JsonElement payload) => payload;
    }

    [WsRoute("/payloads/tree")]
    public sealed class Tree
    {
        public int OnMessage(JsonObject payload) => payload.Count;
    }

    [WsRoute("/payloads/unreadable")]
    public sealed class Unreadable
    {
        public string OnMessage(Unread payload) => $"{payload}";
    }

    [WsRoute("/payloads/constructed")]
    public sealed class Constructed
    {
        public string OnMessage(ConstructedPayload payload) => $"{payload}";
    }

    [WsRoute("/payloads/filled")]
    public sealed class Filled
    {
        public string OnMessage(FilledPayload payload) => $"{payload}";
    }

    [WsRoute("/payloads/own")]
    public sealed class Own
    {
        public string OnMessage(OwnPayload payload) => $"{payload}";
    }

    [WsRoute("/payloads/handler")]
    public sealed class Handler
    {
        public void OnMessage(Measure measure) => throw new NotSupportedException("the handler's own");
    }

    [WsRoute("/payloads/value")]
    public sealed class Value
    {
        public void OnOpen(WsConnection ws, [FromQuery] ThrowingValue value) => ws.Send($"{value}");
    }

    [ChannelRoute("/payloads/socket", typeof(Channel))]
    public sealed class Socket;

    [Channel("payloads:{value}")]
    public sealed class Channel
    {
        public JoinResult OnJoin(PickyPayload payload, ThrowingValue value) => JoinResult.Ok($"{payload.Count}");

        [On("shape")]
        public string Shape(Shape shape) => $"{shape}";

        [On("measure")]
        public Measure Measure(Measure measure) => measure;
    }

    [JsonDerivedType(typeof(Circle), "circle")]
    public abstract record Shape;

    public sealed record Circle(double Radius) : Shape;

    /// <summary>A type whose setter and constructor check their arguments.</summary>
    public sealed class PickyPayload
    {
        private int _count;

        public PickyPayload(string name) => Name = name == "bad" ? throw new ArgumentException("a bad name") : name;

        public string Name { get; }

        public int Count
        {
            get => _count;
            set => _count = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
        }
    }

    [JsonConverter(typeof(HasteConverter))]
    public sealed record ConvertedPayload(int Number);

    public sealed record Measure(double Value, float Small = 0, string? Text = null, double[]? More = null);

    /// <summary>A type about which nothing says which derived class to create.</summary>
    public abstract record Unread(int Number);

    /// <summary>A type whose constructor takes a value that cannot be read.</summary>
    public sealed class ConstructedPayload(Unread inner)
    {
        public Unread Inner { get; } = inner;
    }

    /// <summary>A type with a list that is filled in place, with values that cannot be read.</summary>
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public sealed class FilledPayload
    {
        public List<Unread> Inner { get; } = [];
    }

    /// <summary>A type with its own converter, which reads what could not be read otherwise.</summary>
    public sealed class OwnPayload
    {
        [JsonConverter(typeof(HasteOfUnreadConverter))]
        public Unread? Inner { get; set; }
    }

    public sealed record ThrowingValue(string Text) : IParsable<ThrowingValue>
    {
        public static ThrowingValue Parse(string s, IFormatProvider? provider) => new(s);

        public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ThrowingValue result) =>
            (result = s == "bad" ? throw new InvalidOperationException("a bad value") : new ThrowingValue(s!)) is not null;
    }

    /// <summary>A converter that does not check what it reads.</summary>
    public sealed class HasteConverter : JsonConverter<ConvertedPayload>
    {
        public override ConvertedPayload Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());

        public override void Write(Utf8JsonWriter writer, ConvertedPayload value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Number);
    }

    public sealed class HasteOfUnreadConverter : JsonConverter<Unread>
    {
        public override Unread Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new Readable(int.Parse(reader.GetString()!, CultureInfo.InvariantCulture));

        public override void Write(Utf8JsonWriter writer, Unread value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Number);
    }

    private sealed record Readable(int Number) : Unread(Number);
}

[JsonSerializable(typeof(PayloadControllers.Shape))]
[JsonSerializable(typeof(PayloadControllers.PickyPayload))]
[JsonSerializable(typeof(PayloadControllers.ConvertedPayload))]
[JsonSerializable(typeof(PayloadControllers.Measure))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(PayloadControllers.Unread))]
[JsonSerializable(typeof(PayloadControllers.ConstructedPayload))]
[JsonSerializable(typeof(PayloadControllers.FilledPayload))]
[JsonSerializable(typeof(PayloadControllers.OwnPayload))]
internal sealed partial class PayloadJson : JsonSerializerContext;
