using System.Globalization;
using Microsoft.AspNetCore.Hosting;

namespace Zzz.Tests.Peers;

/// <summary>
/// The sockets on which apps are tested: Kestrel's, or those of <c>UseZzzSockets</c> if the environment variable <c>ZZZ_TEST_SOCKETS</c> is set to the
/// number of loops.
/// </summary>
internal static class TestSockets
{
    private static readonly string? Loops = Environment.GetEnvironmentVariable("ZZZ_TEST_SOCKETS");

    public static bool AreOfKestrel => string.IsNullOrEmpty(Loops);

    /// <summary>The arguments that make a server in a separate process use the sockets.</summary>
    public static string[] Arguments => AreOfKestrel ? [] : ["--sockets", Loops!];

    public static void AddTo(IWebHostBuilder webHost)
    {
        if (!AreOfKestrel) webHost.UseZzzSockets(sockets => sockets.Loops = int.Parse(Loops!, CultureInfo.InvariantCulture));
    }
}
