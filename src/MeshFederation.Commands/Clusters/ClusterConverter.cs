using System.Management.Automation;
using MeshFederation.Clusters.Plans;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Clusters;

/// <summary>
/// Makes clusters of what PowerShell holds for them: of a text, to compare it with clusters (<c>Where-Object Cluster -eq cluster1</c>), and
/// of a cluster that came out of a job or of Import-Clixml. <see cref="ClusterTypeData"/> names it.
/// </summary>
public sealed class ClusterConverter : PSTypeConverter
{
    /// <summary>The property that holds a cluster whole.</summary>
    internal const string Document = "Document";

    /// <summary>The name of the type of a cluster that was serialized.</summary>
    internal const string DeserializedName = "Deserialized.MeshFederation.Model.Clusters.MeshCluster";

    /// <summary>What a cluster is written as, whole, when PowerShell serializes it.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>The text.</returns>
    public static string GetDocument(PSObject cluster) => cluster?.BaseObject is MeshCluster whole ? ClusterDocument.Write(whole) : "";

    /// <inheritdoc />
    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        sourceValue is string or PSObject { BaseObject: string } || (sourceValue is PSObject bag && IsCluster(bag));

    /// <inheritdoc />
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        sourceValue switch
        {
            string name => NameOnly(name),
            PSObject { BaseObject: string name } => NameOnly(name),
            PSObject bag => Converted(bag),
            _ => throw new PSInvalidCastException($"'{sourceValue}' is no cluster."),
        };

    /// <inheritdoc />
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc />
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new PSInvalidCastException();

    /// <summary>Whether it is a cluster that was serialized.</summary>
    internal static bool IsCluster(PSObject bag) =>
        bag.Properties[Document]?.Value is string && bag.TypeNames.Contains(DeserializedName);

    /// <summary>The cluster that was serialized.</summary>
    /// <exception cref="MeshException">It cannot be read.</exception>
    internal static MeshCluster Read(PSObject bag) => ClusterDocument.Read((string)bag.Properties[Document].Value);

    private static MeshCluster NameOnly(string name)
    {
        var lower = name.ToLowerInvariant();
        return new(lower, lower) { IsNameOnly = true };
    }

    private static MeshCluster Converted(PSObject bag)
    {
        try
        {
            return Read(bag);
        }
        catch (MeshException exception)
        {
            throw new PSInvalidCastException(exception.Message, exception);
        }
    }
}
