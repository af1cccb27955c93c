namespace Zzz.Generators.Models;

/// <summary>The callbacks that take a value.</summary>
[Flags]
internal enum ValueUsers
{
    /// <summary>Handlers for messages or events.</summary>
    Messages = 1,

    /// <summary>Callbacks that run once for a connection or topic, and callbacks for errors and control frames.</summary>
    Others = 2,
}
