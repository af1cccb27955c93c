using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.CompilerServices;
using Zzz.Json;
using EchoSession = Zzz.Generated.Zzz.Tests.Controllers.EchoControllerSession;
using RecordingSession = Zzz.Generated.Zzz.Tests.Controllers.RecordingControllerSession;

namespace Zzz.Tests.Hosting.Binding;

public class UpgradeBinderTests
{
    [Fact]
    public async Task A_controller_that_needs_no_services_gets_no_scope()
    {
        using var scopes = new CountingScopes();

        await using (UpgradeBinder binder = NewBinder(scopes)) Assert.NotNull(EchoSession.Create(binder));

        Assert.Equal(0, scopes.Made);
    }

    [Fact]
    public async Task A_controller_that_needs_services_gets_a_scope_that_ends_with_the_connection()
    {
        using var scopes = new CountingScopes();

        await using (UpgradeBinder binder = NewBinder(scopes))
        {
            Assert.NotNull(RecordingSession.Create(binder));
            Assert.Same(binder.Services, binder.Services);
            Assert.Equal((1, 0), (scopes.Made, scopes.Ended));
        }

        Assert.Equal((1, 1), (scopes.Made, scopes.Ended));
    }

    private static UpgradeBinder NewBinder(CountingScopes scopes) => new(new DefaultHttpContext(), scopes, new WsJson(new JsonSerializerOptions(), []));

    /// <summary>Services that count their scopes.</summary>
    private sealed class CountingScopes : IServiceProvider, IServiceScopeFactory, IServiceScope
    {
        public int Made { get; private set; }

        public int Ended { get; private set; }

        public IServiceProvider ServiceProvider => this;

        public object? GetService(Type serviceType) =>
            serviceType == typeof(IServiceScopeFactory) ? this : serviceType == typeof(Controllers.Calls) ? new Controllers.Calls() : null;

        public IServiceScope CreateScope()
        {
            Made++;
            return this;
        }

        public void Dispose() => Ended++;
    }
}
