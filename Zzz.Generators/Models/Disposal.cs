namespace Zzz.Generators.Models;

/// <summary>How a controller is disposed. An explicitly implemented method needs a cast.</summary>
internal enum Disposal
{
    None,
    Sync,
    SyncExplicit,
    Async,
    AsyncExplicit,
}
