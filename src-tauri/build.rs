//! Lets Tauri read its configuration and permissions.

fn main() {
    // The interface is carried inside the binary: a new one makes a new binary.
    println!("cargo:rerun-if-changed=../ui/dist");
    tauri_build::build();
}
