namespace MeshFederation.Model.Errors;

/// <summary>The stable ids of all errors. Scripts and runbooks test these, not the messages; about_MeshErrors explains each.</summary>
public static partial class MeshErrorId
{
    /// <summary>An address override is not an IP address, or not one that a service can have.</summary>
    public const string AddressInvalid = "MeshAddressInvalid";

    /// <summary>Two hosts of one client cluster ask for the same address.</summary>
    public const string AddressConflict = "MeshAddressConflict";

    /// <summary>The address pool is not a usable CIDR range.</summary>
    public const string AddressPoolInvalid = "MeshAddressPoolInvalid";

    /// <summary>The address pool overlaps the range from which Istio itself allocates.</summary>
    public const string AddressPoolReserved = "MeshAddressPoolReserved";

    /// <summary>The address pool has no free address left.</summary>
    public const string AddressPoolExhausted = "MeshAddressPoolExhausted";

    /// <summary>Two different clusters have the same name.</summary>
    public const string ClusterConflict = "MeshClusterConflict";

    /// <summary>One cluster is named twice in a list that names each once.</summary>
    public const string ClusterDuplicate = "MeshClusterDuplicate";

    /// <summary>A cluster's name cannot be part of a host name.</summary>
    public const string ClusterNameInvalid = "MeshClusterNameInvalid";

    /// <summary>No cluster of that name is known in the session.</summary>
    public const string ClusterNotFound = "MeshClusterNotFound";

    /// <summary>The destination cannot be read.</summary>
    public const string DestinationInvalid = "MeshDestinationInvalid";

    /// <summary>A destination names a cluster in which the service does not run.</summary>
    public const string DestinationClusterUnknown = "MeshDestinationClusterUnknown";

    /// <summary>Two destinations of a split are the same.</summary>
    public const string DestinationDuplicate = "MeshDestinationDuplicate";

    /// <summary>A destination names a port that the service does not have.</summary>
    public const string DestinationPortUnknown = "MeshDestinationPortUnknown";

    /// <summary>A domain, host suffix or trust domain cannot be one.</summary>
    public const string DomainInvalid = "MeshDomainInvalid";

    /// <summary>The file was not written by an export of this federation, so it is not overwritten.</summary>
    public const string ExportFileForeign = "MeshExportFileForeign";

    /// <summary>The export's path is a file, or has one where a directory is wanted.</summary>
    public const string ExportPathInvalid = "MeshExportPathInvalid";

    /// <summary>A file could not be written or removed.</summary>
    public const string ExportWriteFailed = "MeshExportWriteFailed";

    /// <summary>The federation's name cannot be a label and part of an object's name.</summary>
    public const string FederationNameInvalid = "MeshFederationNameInvalid";

    /// <summary>Nothing says which federation is meant.</summary>
    public const string FederationNameMissing = "MeshFederationNameMissing";

    /// <summary>Several federations come together, or their declarations do not agree.</summary>
    public const string FederationConflict = "MeshFederationConflict";

    /// <summary>The contexts of clusters have different namespaces, and none is given.</summary>
    public const string NamespaceAmbiguous = "MeshNamespaceAmbiguous";

    /// <summary>A file does not hold what it should.</summary>
    public const string FileInvalid = "MeshFileInvalid";

    /// <summary>No file is at that path.</summary>
    public const string FileNotFound = "MeshFileNotFound";

    /// <summary>The path is a directory where a file is wanted.</summary>
    public const string FileIsDirectory = "MeshFileIsDirectory";

    /// <summary>A file could not be read.</summary>
    public const string FileUnreadable = "MeshFileUnreadable";

    /// <summary>The file is not YAML.</summary>
    public const string YamlInvalid = "MeshYamlInvalid";

    /// <summary>A gateway's address is neither an IP address nor a host name.</summary>
    public const string GatewayAddressInvalid = "MeshGatewayAddressInvalid";

    /// <summary>A serving cluster has no gateway address, so nothing can call it.</summary>
    public const string GatewayAddressMissing = "MeshGatewayAddressMissing";

    /// <summary>Nothing came down the pipeline, or files have no object.</summary>
    public const string InputEmpty = "MeshInputEmpty";

    /// <summary>What came down the pipeline is neither a service nor a manifest, or both kinds are mixed.</summary>
    public const string InputInvalid = "MeshInputInvalid";

    /// <summary>A parameter that takes one of several words got another.</summary>
    public const string ChoiceInvalid = "MeshChoiceInvalid";

    /// <summary>The Istio version cannot be read.</summary>
    public const string IstioVersionInvalid = "MeshIstioVersionInvalid";

    /// <summary>A selector of namespaces cannot be read.</summary>
    public const string SelectorInvalid = "MeshSelectorInvalid";

    /// <summary>A mesh's default exportTo names what it cannot.</summary>
    public const string ExportToInvalid = "MeshExportToInvalid";

    /// <summary>A label's key or value is not one that Kubernetes accepts.</summary>
    public const string LabelInvalid = "MeshLabelInvalid";

    /// <summary>A label key is given twice.</summary>
    public const string LabelDuplicate = "MeshLabelDuplicate";

    /// <summary>A match cannot be read, or says nothing.</summary>
    public const string MatchInvalid = "MeshMatchInvalid";

    /// <summary>A match asks for HTTP attributes on a port that is not HTTP.</summary>
    public const string MatchNotHttp = "MeshMatchNotHttp";

    /// <summary>A match names a port that the service does not have.</summary>
    public const string MatchPortUnknown = "MeshMatchPortUnknown";

    /// <summary>A match has a star where Istio has no wildcards.</summary>
    public const string MatchWildcard = "MeshMatchWildcard";

    /// <summary>A name of a Kubernetes object or namespace is not one.</summary>
    public const string NameInvalid = "MeshNameInvalid";

    /// <summary>The host of a service in another cluster would be the host of one in the client cluster.</summary>
    public const string HostConflict = "MeshHostConflict";

    /// <summary>Two objects would be written to the same file.</summary>
    public const string ObjectDuplicate = "MeshObjectDuplicate";

    /// <summary>Two ports of a service have the same name or number.</summary>
    public const string PortDuplicate = "MeshPortDuplicate";

    /// <summary>A port cannot be read.</summary>
    public const string PortInvalid = "MeshPortInvalid";

    /// <summary>A service has no port that can be federated.</summary>
    public const string PortMissing = "MeshPortMissing";

    /// <summary>A port number is not between 1 and 65535.</summary>
    public const string PortOutOfRange = "MeshPortOutOfRange";

    /// <summary>A port's protocol is not one that Istio knows and a gateway can pass.</summary>
    public const string PortProtocolInvalid = "MeshPortProtocolInvalid";

    /// <summary>The routing mode does not work on the Istio version of the cluster.</summary>
    public const string RoutingModeUnsupported = "MeshRoutingModeUnsupported";

    /// <summary>Two declarations of one service do not agree.</summary>
    public const string ServiceConflict = "MeshServiceConflict";

    /// <summary>No service of that name is there.</summary>
    public const string ServiceNotFound = "MeshServiceNotFound";

    /// <summary>A weight is not a whole number from 0 to 100.</summary>
    public const string WeightInvalid = "MeshWeightInvalid";

    /// <summary>The weights of a split do not total 100.</summary>
    public const string WeightTotal = "MeshWeightTotal";
}
