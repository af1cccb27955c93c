using Microsoft.AspNetCore.Mvc;

namespace Zzz.Tests.Controllers;

/// <summary>Handlers that report which instance of a scoped service they have, with and without a scope per message.</summary>
public static class MessageScopeControllers
{
    [WsRoute("/scopes/on")]
    public sealed class On : Told
    {
        public static void Configure(WsOptions options) => options.ScopePerMessage = true;
    }

    [WsRoute("/scopes/off")]
    public sealed class Off : Told;

    public abstract class Told
    {
        public void OnOpen(WsConnection ws, [FromServices] Service service) => ws.Assign("open", service.Number);

        public async Task<string> OnText(string text, WsConnection ws, [FromServices] Service service)
        {
            await Task.Yield();
            if (text == "throw") throw new InvalidOperationException("on purpose");
            return $"{service.Tell()} {service.Number == ws.GetAssign<int>("open")}";
        }

        public string OnBinary(ReadOnlySpan<byte> bytes) => "no service";

        public bool OnError() => true;
    }

    [ChannelRoute("/scopes/socket", typeof(Channel))]
    public sealed class Socket
    {
        public static void Configure(WsOptions options) => options.ScopePerMessage = true;
    }

    [Channel("scopes")]
    public sealed class Channel
    {
        public JoinResult OnJoin([FromServices] Service service) => JoinResult.Ok(service.Tell());

        [On("tell")]
        public async Task<string> Tell([FromServices] Service service, IServiceProvider services)
        {
            await Task.Yield();
            return $"{service.Tell()} {services.GetService(typeof(Service)) == service}";
        }

        [On("nothing")]
        public string Nothing() => "no service";
    }

    public sealed class Service(Calls calls) : IDisposable
    {
        private static int _last;
        private bool _isDisposed;

        public int Number { get; } = Interlocked.Increment(ref _last);

        public string Tell() => _isDisposed ? "disposed" : $"{Number}";

        public void Dispose()
        {
            _isDisposed = true;
            calls.Add($"{Number}");
        }
    }
}
