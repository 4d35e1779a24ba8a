using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Addresses;

/// <summary>A ServiceEntry whose address somebody else's ServiceEntry of the same cluster has.</summary>
/// <param name="Wanted">The ServiceEntry that is to be published.</param>
/// <param name="Address">The address.</param>
/// <param name="Owner">The other ServiceEntry, as <c>namespace/name</c>.</param>
public sealed record AddressCollision(MeshManifest Wanted, string Address, string Owner);
