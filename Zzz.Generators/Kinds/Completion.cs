namespace Zzz.Generators.Kinds;

/// <summary>How the end of a callback shows.</summary>
internal enum Completion
{
    /// <summary>The callback has ended when it returns.</summary>
    Sync,
    Task,
    ValueTask,
}
