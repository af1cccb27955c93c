namespace Zzz.Generators.Parsing;

/// <summary>What a callback returns.</summary>
internal enum CallbackReturn
{
    Void,
    Task,
    ValueTask,
}
