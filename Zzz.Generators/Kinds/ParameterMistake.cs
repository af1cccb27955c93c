namespace Zzz.Generators.Kinds;

/// <summary>The reasons for which generated code has no argument for a parameter of a callback.</summary>
internal enum ParameterMistake
{
    /// <summary>The callback has no argument of this type.</summary>
    Unknown,

    /// <summary>The parameter has a simple type, as a route value does, but the pattern has no value of its name.</summary>
    NotInPattern,

    /// <summary>The parameter is a value of the request, but its type cannot be parsed from text.</summary>
    Unparsable,

    /// <summary>The parameter is a value of the upgrade request, which has ended by the time a topic is joined.</summary>
    OfRequest,
}
