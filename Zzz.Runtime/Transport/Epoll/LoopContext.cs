namespace Zzz.Transport.Epoll;

/// <summary>The execution context of the loops' threads, which is the default one except while handlers of a connection run.</summary>
internal static class LoopContext
{
    private static readonly ExecutionContext Default = CaptureDefault();

    /// <summary>Returns the current context, or <see langword="null"/> if it is the default one.</summary>
    public static ExecutionContext? Capture() => ExecutionContext.Capture() is { } current && current != Default ? current : null;

    public static void Enter(ExecutionContext? context)
    {
        if (context is not null) ExecutionContext.Restore(context);
    }

    /// <summary>Leaves the context of a connection, and drops what a handler has put into it, so that no other connection sees it.</summary>
    public static void Leave()
    {
        if (ExecutionContext.Capture() != Default) ExecutionContext.Restore(Default);
    }

    private static ExecutionContext CaptureDefault()
    {
        ExecutionContext? found = null;
        var thread = new Thread(() => found = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return found!;
    }
}
