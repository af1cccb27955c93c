using Zzz.Generators.Models;
using Zzz.Generators.Text;

namespace Zzz.Generators.Emitting;

/// <summary>Writes the definition of a channel: its topics, and its events with their metadata.</summary>
internal static class DefinitionEmitter
{
    public static void Emit(ChannelModel channel, CodeWriter code)
    {
        List<string> arguments = [Literal.Quoted(channel.Instance.Name.MetadataName), ListExpression.Of("topic", channel.Topic), "Create"];
        string[] events = [.. channel.Instance.Handlers.Select(handler => handler.Events).OfType<EventModel>().SelectMany(NewEvents)];
        if (events.Length > 0) arguments.Add(ListExpression.Of("events", events));
        if (channel.Metadata.Count > 0) arguments.Add(ListExpression.Of("metadata", channel.Metadata));

        code.Line($"internal static readonly global::{KnownTypes.ChannelDefinition} Definition = new(");
        using (code.Indent()) code.Line($"{string.Join(",\n", arguments)});");
        code.Line();
    }

    private static IEnumerable<string> NewEvents(EventModel events)
    {
        string metadata = events.Metadata.Count == 0 ? "" : $", [{string.Join(", ", events.Metadata)}]";
        return events.Names.Select(name => $"new({Literal.Quoted(name)}{metadata})");
    }
}
