namespace Zzz.Tests.Controllers;

/// <summary>Reports which instance of a scoped service its connection has.</summary>
[WsRoute("/scoped")]
public sealed class ScopedController(Calls calls, ScopedController.Service service)
{
    public void OnOpen(WsConnection ws) => ws.Send($"{service.Number} {ws.GetAssign<int>("request")}");

    public void OnClose() => calls.Add($"close {service.Number}");

    public sealed class Service(Calls calls) : IDisposable
    {
        private static int _last;

        public int Number { get; } = Interlocked.Increment(ref _last);

        public void Dispose() => calls.Add($"dispose {Number}");
    }
}
