namespace Zzz.Generators.Kinds;

/// <summary>The kind of a <c>MarkedClass</c>, which depends on the attribute that marks the class.</summary>
internal enum MarkedClassKind
{
    /// <summary>A class marked <c>[WsRoute]</c>, with one instance per connection, or one for all connections.</summary>
    Controller,

    /// <summary>A class marked <c>[ChannelRoute]</c>, with one instance per connection.</summary>
    Socket,

    /// <summary>A class marked <c>[Channel]</c>, with one instance for each topic that a connection joins.</summary>
    Channel,
}
