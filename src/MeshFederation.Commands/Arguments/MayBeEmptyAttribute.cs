namespace MeshFederation.Commands.Arguments;

/// <summary>
/// On a parameter whose empty list means something, or about which the cmdlet itself has more to say than <see cref="EmptyArgument"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MayBeEmptyAttribute : Attribute;
