namespace Zzz.Generators.Kinds;

/// <summary>Why a parameter of a callback is given nothing.</summary>
internal enum ParameterMistake
{
    /// <summary>The callback has nothing of its type.</summary>
    Unknown,

    /// <summary>It is simple, as a value of a route is, but the pattern has none of its name.</summary>
    NotInPattern,

    /// <summary>It is a value of the request, but of a type that no text can be turned into.</summary>
    Unparsable,

    /// <summary>It is a value of the upgrade request, which is over when a topic is joined.</summary>
    OfRequest,
}
