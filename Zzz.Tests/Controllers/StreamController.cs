using System.Runtime.CompilerServices;

namespace Zzz.Tests.Controllers;

/// <summary>Counts in a stream: to two, until it throws, until it is cancelled, or without end.</summary>
[WsRoute("/streams")]
public sealed class StreamController(Calls calls)
{
    public async IAsyncEnumerable<string> OnText(string text, [EnumeratorCancellation] CancellationToken closed)
    {
        try
        {
            for (int i = 0; text != "two" || i < 2; i++)
            {
                if (text == "throw" && i == 1) throw new InvalidOperationException("on purpose");
                yield return $"{i}";
                if (text == "wait") await Task.Delay(Timeout.Infinite, closed);
            }
        }
        finally
        {
            calls.Add($"end of {text}");
        }
    }

    public bool OnError(Exception exception)
    {
        calls.Add(exception.Message);
        return true;
    }

    public void OnClose() => calls.Add("closed");
}
