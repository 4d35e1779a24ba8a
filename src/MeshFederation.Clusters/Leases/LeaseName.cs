using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Leases;

/// <summary>Which lease: that of a federation, or the one under which addresses are given out.</summary>
/// <param name="Name">The name of the Lease.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Title">What whoever holds it does, for messages.</param>
internal sealed record LeaseName(string Name, UnstructuredMap Labels, string Title)
{
    /// <summary>Names of federations have no dot, so none is called like it.</summary>
    public static readonly LeaseName Addresses = new(
        "meshfederation.addresses",
        UnstructuredMap.Of((ManifestLabels.ManagedBy, ManifestLabels.Manager)),
        "Addresses are being given out");

    /// <summary>That of authorities, which are no federation's alone.</summary>
    public static readonly LeaseName Identity = new(
        "meshfederation.identity",
        UnstructuredMap.Of((ManifestLabels.ManagedBy, ManifestLabels.Manager)),
        "Identities are being exchanged");

    public static LeaseName Of(string federation) => new(
        "meshfederation-" + federation,
        UnstructuredMap.Of((ManifestLabels.ManagedBy, ManifestLabels.Manager), (ManifestLabels.Federation, federation)),
        $"The federation '{federation}' is being published");
}
