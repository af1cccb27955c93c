namespace Zzz;

/// <summary>Options of <see cref="ZzzWebHostBuilderExtensions.UseZzzSockets"/>.</summary>
public sealed class ZzzSocketsOptions
{
    internal const int MaxLoops = 1024;

    /// <summary>
    /// The number of threads that wait for connections and run their handlers, from 1 to 1,024. A connection belongs to one of them for as long as it
    /// lives. Default: the number of processors that the process may use, at most 32.
    /// </summary>
    public int Loops { get; set; } = Math.Min(Environment.ProcessorCount, 32);
}
