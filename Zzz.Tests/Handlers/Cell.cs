using System.Globalization;

namespace Zzz.Tests.Handlers;

/// <summary>One combination of a form of parameter, a way to complete and a form of reply, and the controller that tests it.</summary>
internal sealed record Cell(int Number, ParameterForm Parameter, string Completion, ReplyForm Reply)
{
    /// <summary>The message that the test sends to each cell.</summary>
    public const string Sent = """{"text":"noted"}""";

    public static readonly string[] Completions = ["sync", "Task", "ValueTask"];

    public static readonly Cell[] All = [.. Combinations().Select((cell, number) => cell with { Number = number })];

    public string Path => $"/cells/{Number}/5?page=7&tags=a&tags=b";

    public byte ExpectedFirst => Reply.First;

    public string ExpectedText => string.Format(CultureInfo.InvariantCulture, Reply.Payload, Parameter.Expected.Replace("\"", Escape, StringComparison.Ordinal));

    public string Source =>
        $$"""
        [WsRoute("/cells/{{Number}}/{id}")]
        public sealed class Cell{{Number}}
        {
            public {{ReturnType}} OnMessage({{Parameters}})
            {
                {{(Completion == "sync" ? "" : "await Task.Yield();")}}
                string said = {{Parameter.Said}};
                {{(Reply.Type is null ? "" : Reply.IsStream ? "yield return " : "return ")}}{{Reply.Value}};
            }
        }
        """;

    private string Escape => Reply.Type == "Note" ? "\\\"" : "\"";

    private string ReturnType => (Completion, Reply.Type) switch
    {
        ("async", var type) => $"async {type}",
        ("sync", null) => "void",
        ("sync", var type) => type,
        (_, null) => $"async {Completion}",
        (_, var type) => $"async {Completion}<{type}>",
    };

    private string Parameters
    {
        get
        {
            string connection = Parameter.Declaration == "WsConnection ws" ? "" : "WsConnection ws, ";
            string payload = Parameter.IsPayload ? "" : "WsMessage message, ";
            string ofEnumerator = Reply.IsStream && Parameter.Declaration.StartsWith("CancellationToken", StringComparison.Ordinal) ? "[EnumeratorCancellation] " : "";
            return $"{connection}{payload}{ofEnumerator}{Parameter.Declaration}";
        }
    }

    private static IEnumerable<Cell> Combinations() =>
        from parameter in ParameterForm.All
        from reply in ReplyForm.All
        from completion in reply.IsStream ? ["async"] : Completions
        where completion == "sync" || !parameter.SyncOnly
        select new Cell(0, parameter, completion, reply);
}
