using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Requests;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Identity;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>Two API servers in which something may go wrong while trust of clusters is changed, in this process or real ones.</summary>
internal interface ITrustServers : IAsyncDisposable
{
    /// <summary>The clusters.</summary>
    IReadOnlyList<MeshCluster> Clusters { get; }

    /// <summary>The root above the authorities of the clusters.</summary>
    MeshCertificateAuthority Root { get; }

    /// <summary>The clock of who changes them.</summary>
    TimeProvider Clock { get; }

    /// <summary>What goes wrong in a cluster.</summary>
    FaultScript FaultsOf(string cluster);

    /// <summary>What was asked of a cluster since it was restored last.</summary>
    IReadOnlyList<ApiRequest> RequestsOf(string cluster);

    /// <summary>Makes an object anew.</summary>
    Task PutAsync(string cluster, string yaml);

    /// <summary>Keeps how the clusters are.</summary>
    Task KeepAsync();

    /// <summary>Makes the clusters as they were kept, without leases, and with nothing that goes wrong.</summary>
    Task RestoreAsync();

    /// <summary>Takes away the leases that were left.</summary>
    Task ForgetLeasesAsync();

    /// <summary>What of trust a cluster has.</summary>
    Task<TrustState> NowAsync(string cluster);
}
