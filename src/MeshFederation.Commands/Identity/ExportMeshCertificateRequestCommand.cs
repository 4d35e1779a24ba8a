using System.Management.Automation;
using MeshFederation.Clusters.Identity;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;

namespace MeshFederation.Commands;

/// <summary>Makes keys of clusters' authorities, and requests to sign their certificates, for a root that is in a vault.</summary>
[Cmdlet(
    VerbsData.Export, "MeshCertificateRequest", SupportsShouldProcess = true, HelpUri = HelpLink.Base + "Export-MeshCertificateRequest.md")]
[OutputType(typeof(MeshCertificateRequest))]
public sealed class ExportMeshCertificateRequestCommand : DeclaringCommand
{
    /// <summary>The folder; each cluster has one of its name in it.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The folder to write to, as in ./certs.")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The clusters.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, HelpMessage = "The clusters, as in cluster1, cluster2.")]
    [AllowEmptyCollection]
    [ClusterArgument]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public MeshCluster[]? Cluster { get; set; }

    /// <summary>The kind of the keys.</summary>
    [Parameter]
    [ChoiceArgument(typeof(CertificateKeyAlgorithm), nameof(KeyAlgorithm))]
    public CertificateKeyAlgorithm KeyAlgorithm { get; set; }

    /// <summary>Overwrites keys and requests that are there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        if (IsBound(nameof(KeyAlgorithm))) FaultedChoice.Require(nameof(KeyAlgorithm));
        foreach (var cluster in Read(Cluster)) Export(cluster);
    }

    private void Export(MeshCluster cluster)
    {
        var folder = System.IO.Path.Combine(FileSystemPath.Resolve(this, Path), cluster.Name);
        var request = CertificateRequests.Create(cluster, KeyAlgorithm);
        var files = CertificateFile.Of(request);
        var changes = new PrivateFiles(folder, Force).Plan(cluster.Name, files);
        var what = $"Write the key and the request of '{cluster}' to '{folder}': "
            + string.Join(", ", changes.Select(change => $"{change.Action} {change.File}"));
        if (!ShouldProcess(what + ".", what + "?", "Export-MeshCertificateRequest")) return;
        foreach (var (change, file) in changes.Zip(files)) PrivateFiles.Write(change, file);
        WriteObject(request with { RequestPath = changes[0].Path, KeyPath = changes[1].Path });
    }
}
