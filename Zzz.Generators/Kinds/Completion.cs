namespace Zzz.Generators.Kinds;

/// <summary>How one knows that a callback has ended.</summary>
internal enum Completion
{
    /// <summary>It has returned.</summary>
    Sync,
    Task,
    ValueTask,
}
