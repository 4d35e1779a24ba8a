using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Leases;

/// <summary>Which lease: that of a federation, or the one under which addresses are given out.</summary>
/// <param name="Name">The name of the Lease.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Title">What whoever holds it does, for messages.</param>
internal sealed record LeaseName(string Name, UnstructuredMap Labels, string Title)
{
    /// <summary>What somebody does who wants it.</summary>
    public string Activity { get; private init; } = "publishing";

    /// <summary>What makes a command wait for it; null where no parameter does.</summary>
    public string? Waits { get; private init; } = "-Wait -Timeout 5m";

    /// <summary>What to do when it was lost.</summary>
    public string Again { get; private init; } =
        "See who publishes, and what is where: Get-MeshFederation. When they are done, publish again, which finishes it.";

    /// <summary>Names of federations have no dot, so none is called like it.</summary>
    public static readonly LeaseName Addresses = new(
        "meshfederation.addresses",
        UnstructuredMap.Of((ManifestLabels.ManagedBy, ManifestLabels.Manager)),
        "Addresses are being given out");

    /// <summary>That of authorities, which are no federation's alone.</summary>
    public static readonly LeaseName Identity = new(
        "meshfederation.identity",
        UnstructuredMap.Of((ManifestLabels.ManagedBy, ManifestLabels.Manager)),
        "Identities are being exchanged")
    {
        Activity = "exchanging identities",
        Waits = null,
        Again = "See who exchanges identities, and what clusters sign with: Get-MeshIdentity. When they are done, run the same command "
            + "again: it goes on where it stopped.",
    };

    public static LeaseName Of(string federation) => new(
        "meshfederation-" + federation,
        UnstructuredMap.Of((ManifestLabels.ManagedBy, ManifestLabels.Manager), (ManifestLabels.Federation, federation)),
        $"The federation '{federation}' is being published");
}
