namespace Zzz.TestServer;

/// <summary>Closes when it gets a message, and never gives up a closing handshake: a client sees the connection end only as it should.</summary>
[WsRoute("/ws/patient")]
public sealed class PatientController
{
    public static void Configure(WsOptions options) => options.CloseTimeout = TimeSpan.FromHours(1);

    public void OnMessage(WsConnection ws, WsMessage message) => ws.Close();
}
