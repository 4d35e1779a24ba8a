using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Publishing;

/// <summary>What a server says that it would do.</summary>
/// <param name="Note">What to say beside the change, as that no dry run could be made; empty for nothing.</param>
/// <param name="Error">Why the server would refuse; null when it would not.</param>
public sealed record DryRunAnswer(string Note, MeshException? Error);
