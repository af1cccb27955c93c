namespace Zzz.Generators.Models;

/// <summary>The callbacks that take a value.</summary>
[Flags]
internal enum ValueUsers
{
    /// <summary>Handlers of messages or events.</summary>
    Messages = 1,

    /// <summary>Callbacks that run once for a connection or topic, and those of errors and control frames.</summary>
    Others = 2,
}
