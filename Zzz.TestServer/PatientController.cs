namespace Zzz.TestServer;

/// <summary>
/// Closes when it gets a message, and never gives up on a closing handshake, so a client sees the connection end only if the handshake is complete.
/// </summary>
[WsRoute("/ws/patient")]
public sealed class PatientController
{
    public static void Configure(WsOptions options) => options.CloseTimeout = TimeSpan.FromHours(1);

    public void OnMessage(WsConnection ws, WsMessage message) => ws.Close();
}
