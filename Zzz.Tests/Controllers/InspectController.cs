namespace Zzz.Tests.Controllers;

/// <summary>Reports what the connection knows about its request.</summary>
[WsRoute("/inspect/:room/{id:int?}")]
public sealed class InspectController
{
    public static void Configure(WsOptions options)
    {
        options.Subprotocols.Add("v2");
        options.Subprotocols.Add("v1");
    }

    public void OnMessage(WsConnection ws, string question)
    {
        string[] words = question.Split(' ');
        string? answer = words[0] switch
        {
            "param" => ws.Param(words[1]),
            "query" => ws.QueryParam(words[1]),
            "assign" => ws.GetAssign<string>(words[1]),
            "user" => ws.User.Identity is { IsAuthenticated: true } user ? user.Name : null,
            "id" => ws.Id,
            "remote" => ws.RemoteEndPoint?.ToString(),
            "subprotocol" => ws.Subprotocol,
            _ => "what?",
        };
        ws.Send(answer ?? "nothing");
    }
}
