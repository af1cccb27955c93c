using System.Globalization;

namespace Zzz.Bench.Servers;

/// <summary>The endpoints by which the benchmark queries a server's process.</summary>
internal static class ProcessEndpoints
{
    public static void MapTo(WebApplication app)
    {
        app.MapGet("/allocated", () => Text(GC.GetTotalAllocatedBytes(precise: true)));
        app.MapGet("/collect", () =>
        {
            for (int i = 0; i < 2; i++)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
            }

            return Text(GC.GetTotalMemory(forceFullCollection: true));
        });
    }

    private static string Text(long bytes) => bytes.ToString(CultureInfo.InvariantCulture);
}
