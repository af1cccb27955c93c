using System.Text.Json.Serialization;

namespace Zzz.Tests.Controllers;

/// <summary>An order from a client.</summary>
public sealed record Order(string Item, int Count = 1);

/// <summary>The answer to an order.</summary>
public sealed record Receipt(string OrderedItem, int Price);

[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(int[]))]
internal sealed partial class OrderJson : JsonSerializerContext;
