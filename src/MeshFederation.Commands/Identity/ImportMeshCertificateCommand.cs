using System.Management.Automation;
using MeshFederation.Clusters.Identity;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;

namespace MeshFederation.Commands;

/// <summary>Reads the certificate of a cluster's authority from files, and checks it as istiod would.</summary>
[Cmdlet(VerbsData.Import, "MeshCertificate", HelpUri = HelpLink.Base + "Import-MeshCertificate.md")]
[OutputType(typeof(MeshIntermediateCertificate))]
public sealed class ImportMeshCertificateCommand : DeclaringCommand
{
    /// <summary>The cluster.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The cluster, as in cluster1.")]
    [AllowEmptyCollection]
    [ClusterArgument]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public MeshCluster[]? Cluster { get; set; }

    /// <summary>The PEM file of the certificate, and of those between it and the root behind it.</summary>
    [Parameter(Mandatory = true, Position = 1, HelpMessage = "The PEM file of the certificates, as in ./certs/cluster1/cert-chain.pem.")]
    [ValidateNotNullOrEmpty]
    public string CertificatePath { get; set; } = "";

    /// <summary>The PEM file of the roots.</summary>
    [Parameter(Mandatory = true, HelpMessage = "The PEM file of the root, as in ./certs/cluster1/root-cert.pem.")]
    [ValidateNotNullOrEmpty]
    public string RootPath { get; set; } = "";

    /// <summary>The PEM file of its key.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? KeyPath { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        if (Read(Cluster) is not [var cluster]) throw OneOnly();
        WriteObject(AuthorityFiles.ReadIntermediate(
            cluster.Name,
            FileSystemPath.Resolve(this, CertificatePath),
            FileSystemPath.Resolve(this, RootPath),
            KeyPath is null ? null : FileSystemPath.Resolve(this, KeyPath),
            TimeProvider.System.GetUtcNow()));
    }

    private MeshException OneOnly() => new(
        MeshErrorId.InputInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{CertificatePath}' is the certificate of one cluster, and {Cluster?.Length ?? 0} are named.",
        "Name the cluster whose istiod signs with it.",
        Cluster);
}
