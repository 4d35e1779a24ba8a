using System.Management.Automation;
using MeshFederation.Clusters.Identity;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;

namespace MeshFederation.Commands;

/// <summary>Reads the certificate of a cluster's authority from files, and checks it as istiod would.</summary>
[Cmdlet(VerbsData.Import, "MeshCertificate", DefaultParameterSetName = File, HelpUri = HelpLink.Base + "Import-MeshCertificate.md")]
[OutputType(typeof(MeshIntermediateCertificate))]
public sealed class ImportMeshCertificateCommand : DeclaringCommand
{
    private const string File = "File";
    private const string Secret = "Secret";

    /// <summary>The cluster.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The cluster, as in cluster1.")]
    [AllowEmptyCollection]
    [ClusterArgument]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public MeshCluster[]? Cluster { get; set; }

    /// <summary>The PEM file of the certificate, and of those between it and the root behind it.</summary>
    [Parameter(
        Mandatory = true,
        Position = 1,
        ParameterSetName = File,
        HelpMessage = "The PEM file of the certificates, as in ./certs/cluster1/cert-chain.pem.")]
    [ValidateNotNullOrEmpty]
    public string CertificatePath { get; set; } = "";

    /// <summary>The PEM file of the roots.</summary>
    [Parameter(Mandatory = true, ParameterSetName = File, HelpMessage = "The PEM file of the root, as in ./certs/cluster1/root-cert.pem.")]
    [ValidateNotNullOrEmpty]
    public string RootPath { get; set; } = "";

    /// <summary>The PEM file of its key.</summary>
    [Parameter(ParameterSetName = File)]
    [ValidateNotNullOrEmpty]
    public string? KeyPath { get; set; }

    /// <summary>Reads what the cluster itself has, of its Secret.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Secret)]
    public SwitchParameter FromSecret { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        if (Read(Cluster) is not [var cluster]) throw OneOnly();
        if (ParameterSetName == Secret)
        {
            if (!FromSecret) throw NothingMeant();
            LocationOfSession.Tell(SessionState);
            WriteObject(Work.Run(stop => LiveIdentities.AuthorityAsync(cluster, TimeProvider.System, stop), this));
            return;
        }

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
        $"{(CertificatePath.Length > 0 ? $"'{CertificatePath}'" : "A Secret")} is the certificate of one cluster, and "
        + $"{Cluster?.Length ?? 0} are named.",
        "Name the cluster whose istiod signs with it.",
        Cluster);

    private MeshException NothingMeant() => new(
        MeshErrorId.InputInvalid,
        MeshErrorKind.InvalidArgument,
        "-FromSecret is $false, and no files are named.",
        "Say -FromSecret, or name the files: -CertificatePath and -RootPath.",
        FromSecret);
}
