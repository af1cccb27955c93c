namespace Zzz.Generators.Kinds;

/// <summary>The kind of a <c>MarkedClass</c>, which the attribute that marks it decides.</summary>
internal enum MarkedClassKind
{
    /// <summary>A class marked <c>[WsRoute]</c>: it has one instance per connection, or one for all.</summary>
    Controller,

    /// <summary>A class marked <c>[ChannelRoute]</c>: it has one instance per connection.</summary>
    Socket,

    /// <summary>A class marked <c>[Channel]</c>: it has one instance per topic that a connection joins.</summary>
    Channel,
}
