namespace Zzz;

/// <summary>
/// Adds a <c>Map</c> method to a <c>static partial</c> class of a library. An app calls it to map the controllers of that library.
/// </summary>
/// <example>
/// <code>
/// // in the library
/// [ZzzModule]
/// public static partial class ChatModule;
///
/// // in the app
/// ChatModule.Map(app);
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ZzzModuleAttribute : Attribute;
