using CsCheck;
using MeshFederation.Model.Objects;
using MeshFederation.Tests.Federations;

namespace MeshFederation.Tests.Comparison;

/// <summary>Objects that random federations plan.</summary>
internal static class PlannedManifest
{
    public static readonly Gen<MeshManifest> Any =
        from manifests in FederationGen.Services(4, 5).Select(FederationProperties.Plan).Where(manifests => manifests.Count > 0)
        from place in Gen.Int[0, manifests.Count - 1]
        select manifests[place];
}
