namespace MeshFederation.Model.Errors;

/// <summary>What kind of mistake an error is; the cmdlets turn it into PowerShell's ErrorCategory of the same name.</summary>
public enum MeshErrorKind : long
{
    /// <summary>A value that was typed cannot be used.</summary>
    InvalidArgument,

    /// <summary>Data that was read, from a file say, cannot be used.</summary>
    InvalidData,

    /// <summary>Something that was named is not there.</summary>
    ObjectNotFound,

    /// <summary>Something is there already, and is not ours or says otherwise.</summary>
    ResourceExists,

    /// <summary>What was asked for does not work with what is there, as a routing mode on an Istio version.</summary>
    NotImplemented,

    /// <summary>A limit is reached, as the last address of a pool.</summary>
    LimitsExceeded,

    /// <summary>A file could not be read.</summary>
    ReadError,

    /// <summary>A file could not be written.</summary>
    WriteError,

    /// <summary>The credentials are not accepted.</summary>
    AuthenticationError,

    /// <summary>The credentials are accepted, but do not allow this.</summary>
    PermissionDenied,

    /// <summary>A cluster cannot be reached.</summary>
    ConnectionError,

    /// <summary>It took longer than it may.</summary>
    OperationTimeout,

    /// <summary>The user stopped it.</summary>
    OperationStopped,

    /// <summary>Something else holds or has changed what is to be changed.</summary>
    ResourceBusy,

    /// <summary>A server cannot answer now.</summary>
    ResourceUnavailable,

    /// <summary>A server or program answered what it should not.</summary>
    ProtocolError,
}
