namespace MeshFederation.Commands;

/// <summary>What a command says while it works on clusters.</summary>
/// <param name="Text">The line.</param>
/// <param name="Kind">Where it comes from, and whether it is asked for.</param>
internal sealed record CommandMessage(string Text, MessageKind Kind);
