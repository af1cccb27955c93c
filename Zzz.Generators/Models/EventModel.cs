namespace Zzz.Generators.Models;

/// <summary>The events that one method of a channel handles.</summary>
/// <param name="Names">The names of the events.</param>
/// <param name="Metadata">The method's other attributes, as expressions that create them.</param>
/// <param name="AnswersItself">Whether the method sends the reply itself.</param>
internal sealed record EventModel(EquatableArray<string> Names, EquatableArray<string> Metadata, bool AnswersItself);
