using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Testing;

public class WsTestAppTests
{
    private const string Lifetime = "Microsoft.Hosting.Lifetime";

    [Fact]
    public async Task It_does_not_claim_to_listen_on_a_port()
    {
        using var log = new LogRecorder(Lifetime);
        await using WsTestApp app = await WsTestApp.StartAsync(
            builder =>
            {
                builder.Configuration.AddInMemoryCollection([new($"Logging:LogLevel:{Lifetime}", "Information")]);
                builder.Services.AddSingleton<ILoggerProvider>(log);
            },
            _ => { });

        app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(Lifetime).Log(LogLevel.Warning, default, "heard", null, (text, _) => text);
        Assert.Equal(["Warning 0: heard"], log.Lines);
    }
}
