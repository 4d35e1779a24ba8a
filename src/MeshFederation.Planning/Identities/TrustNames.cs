using MeshFederation.Model.Collections;

namespace MeshFederation.Planning.Identities;

/// <summary>What a mesh configuration says of trust domains.</summary>
/// <param name="Domain">The cluster's own.</param>
/// <param name="Alias">Those that are equal to it.</param>
/// <param name="Accepted">Those that are accepted otherwise.</param>
public sealed record TrustNames(string Domain, ValueList<string> Alias, ValueList<string> Accepted);
