using MeshFederation.Model.Collections;
using MeshFederation.Model.Identity;

namespace MeshFederation.Planning.Identities;

/// <summary>A root that goes with an exchange.</summary>
/// <param name="Root">The root.</param>
/// <param name="Cluster">The names of the clusters that trust it now.</param>
/// <param name="IsOfOthers">Whether none of these clusters signs below it now, so that whoever does is somebody else.</param>
public sealed record LeavingRoot(MeshCertificate Root, ValueList<string> Cluster, bool IsOfOthers);
