using System.Management.Automation;
using System.Security;
using MeshFederation.Clusters.Identity;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;

namespace MeshFederation.Commands;

/// <summary>Makes the root of the clusters' identities, or reads an authority that is there.</summary>
[Cmdlet(
    VerbsCommon.New,
    "MeshCertificateAuthority",
    DefaultParameterSetName = New,
    HelpUri = HelpLink.Base + "New-MeshCertificateAuthority.md")]
[OutputType(typeof(MeshCertificateAuthority))]
public sealed class NewMeshCertificateAuthorityCommand : DeclaringCommand
{
    private const string New = "New";
    private const string File = "File";
    private const string Pfx = "Pfx";
    private const string Secret = "Secret";

    /// <summary>The common name of a new root.</summary>
    [Parameter(Position = 0, ParameterSetName = New)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string Name { get; set; } = "Mesh root";

    /// <summary>The organization of a new root.</summary>
    [Parameter(ParameterSetName = New)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string Organization { get; set; } = "MeshFederation";

    /// <summary>The kind of its key.</summary>
    [Parameter(ParameterSetName = New)]
    [ChoiceArgument(typeof(CertificateKeyAlgorithm), nameof(KeyAlgorithm))]
    public CertificateKeyAlgorithm KeyAlgorithm { get; set; }

    /// <summary>When it ends; in ten years by default.</summary>
    [Parameter(ParameterSetName = New)]
    public DateTime? NotAfter { get; set; }

    /// <summary>The PEM file of an authority's certificate, and of those up to the root behind it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = File, HelpMessage = "The PEM file of the certificates, as in ./root-cert.pem.")]
    [ValidateNotNullOrEmpty]
    public string CertificatePath { get; set; } = "";

    /// <summary>The PEM file of its key.</summary>
    [Parameter(ParameterSetName = File)]
    [ValidateNotNullOrEmpty]
    public string? KeyPath { get; set; }

    /// <summary>A PFX file with an authority's certificates and key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Pfx, HelpMessage = "The PFX file of certificates and key, as in ./root.pfx.")]
    [ValidateNotNullOrEmpty]
    public string PfxPath { get; set; } = "";

    /// <summary>The password of the PFX file.</summary>
    [Parameter(ParameterSetName = Pfx)]
    public SecureString? Password { get; set; }

    /// <summary>The cluster whose Secret holds the authority: cacerts, else what istiod made itself.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Secret, HelpMessage = "The cluster whose authority is read, as in cluster1.")]
    [ClusterArgument]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public MeshCluster[]? FromCluster { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        if (IsBound(nameof(KeyAlgorithm))) FaultedChoice.Require(nameof(KeyAlgorithm));
        var now = TimeProvider.System.GetUtcNow();
        WriteObject(ParameterSetName switch
        {
            File => AuthorityFiles.Read(
                FileSystemPath.Resolve(this, CertificatePath), KeyPath is null ? null : FileSystemPath.Resolve(this, KeyPath), now),
            Pfx => AuthorityFiles.ReadPfx(FileSystemPath.Resolve(this, PfxPath), Password, now),
            Secret => OfSecret(),
            _ => RootCertificate.Create(
                Name, Organization, KeyAlgorithm, NotAfter is { } end ? new DateTimeOffset(end) : null, now),
        });
    }

    private MeshCertificateAuthority OfSecret()
    {
        if (Read(FromCluster) is not [var cluster]) throw OneOnly();
        LocationOfSession.Tell(SessionState);
        return Work.Run(stop => LiveIdentities.SigningAsync(cluster, TimeProvider.System, stop), this);
    }

    private MeshException OneOnly() => new(
        MeshErrorId.InputInvalid,
        MeshErrorKind.InvalidArgument,
        FormattableString.Invariant($"An authority is read of one cluster, and {FromCluster?.Length ?? 0} are named."),
        "Name the cluster whose Secret holds it.",
        FromCluster);
}
