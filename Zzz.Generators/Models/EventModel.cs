namespace Zzz.Generators.Models;

/// <summary>The events that one method of a channel handles.</summary>
/// <param name="Names">Their names.</param>
/// <param name="Metadata">The other attributes of the method, as expressions that make them.</param>
/// <param name="AnswersItself">Whether the method gives the reply, when it can.</param>
internal sealed record EventModel(EquatableArray<string> Names, EquatableArray<string> Metadata, bool AnswersItself);
