namespace Zzz.Tests.Generators.Guards;

/// <summary>A user who sends requests, with the headers that identify the user.</summary>
internal sealed record GuardUser(string Name, params string[] Headers)
{
    public static GuardUser[] All { get; } =
    [
        new("nobody"),
        new("kid", "X-User: kid", "X-Role: 17"),
        new("ann", "X-User: ann", "X-Role: 30"),
        new("root", "X-User: root", "X-Role: 30", "X-Role: admin"),
        new("old root", "X-User: root", "X-Role: 80", "X-Role: admin", "Host: members.example"),
    ];

    public HttpRequestMessage Request(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (string header in Headers) request.Headers.Add(header.Split(": ")[0], header.Split(": ")[1]);
        return request;
    }
}
